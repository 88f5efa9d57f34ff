;;; yasno.el --- Ясно: письма понятным языком -*- lexical-binding: t; -*-

;; Добавьте в init.el: (load "путь/yasno.el")

;;; Code:

(require 'eglot)

(defconst yasno-modes '(markdown-mode text-mode)
  "Режимы, в которых проверяются письма.")

(dolist (mode yasno-modes)
  (add-to-list 'eglot-server-programs (list mode "yasno" "lsp"))
  (add-hook (intern (format "%s-hook" mode)) #'yasno-start))

(defun yasno-start ()
  "Начать проверку письма, которое открыто из файла."
  (when (and buffer-file-name
             (memq major-mode yasno-modes)
             (executable-find "yasno"))
    (eglot-ensure)))

(provide 'yasno)

;;; yasno.el ends here
