;;; emacs.el --- A letter in Emacs without a window -*- lexical-binding: t; -*-

;; The findings are shown and a fix is applied. Run: emacs -Q --batch -l emacs.el, with LETTER and CONFIG in the
;; environment.

;;; Code:

(setq package-directory-list '("/usr/share/emacs/site-lisp/elpa" "/usr/share/emacs/site-lisp/elpa-src"))
(require 'package)
(package-initialize)
(require 'cl-lib)
(load (expand-file-name "yasno.el" (getenv "CONFIG")) nil t)

(defun yasno-test-wait (what fits)
  "Wait until FITS gives a value; WHAT names it."
  (let ((until (+ (float-time) 60)) found)
    (while (and (not (setq found (funcall fits))) (< (float-time) until))
      (accept-process-output nil 0.05))
    (or found (error "не дождались: %s" what))))

(defun yasno-test-at-word ()
  "The finding at the word, if it is shown."
  (save-excursion
    (goto-char (point-min))
    (when (search-forward "Данный" nil t)
      (let ((start (match-beginning 0)) (end (match-end 0)))
        (cl-find-if (lambda (one)
                      (and (= (flymake-diagnostic-beg one) start) (= (flymake-diagnostic-end one) end)))
                    (flymake-diagnostics))))))

(let ((eglot-sync-connect 60) (eglot-autoshutdown nil) (eglot-confirm-server-initiated-edits nil))
  (find-file (getenv "LETTER"))
  (text-mode)
  ;; What `eglot-ensure' does once a command has been carried out: in a batch there is none.
  (apply #'eglot--connect (eglot--guess-contact))
  (yasno-test-wait "сервер" (lambda () (eglot-current-server)))
  (flymake-start)
  (yasno-test-wait "замечание у слова «Данный»" #'yasno-test-at-word)
  (goto-char (point-min))
  (search-forward "Данный")
  (let* ((actions (eglot-code-actions (match-beginning 0) (match-end 0) nil nil))
         (fix (cl-find "Заменить на «Этот»" actions :key (lambda (one) (plist-get one :title)) :test #'equal)))
    (unless fix (error "нет исправления: %S" (mapcar (lambda (one) (plist-get one :title)) actions)))
    (eglot--apply-workspace-edit (plist-get fix :edit)))
  (unless (string-match-p "😀 Этот вопрос решён\\." (buffer-string))
    (error "не исправлено: %s" (buffer-string)))
  (yasno-test-wait "замечание исчезло" (lambda () (not (yasno-test-at-word))))
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server)))
;;; emacs.el ends here
