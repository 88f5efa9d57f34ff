//! `yasno annotate`.

use super::args::AnnotateArgs;
use super::input::Input;
use super::known::Known;
use super::out::{self, Outcome, Stop};
use crate::document::FileFormat;
use crate::docx::patch::{Annotated, Keep, Stripped};
use crate::engine;
use crate::report::{self, Checked, plural};
use crate::source::{self, amend};
use crate::workspace::Configs;
use crate::workspace::{overwrite, write_new};

/// Runs the command.
pub(super) fn run(options: &AnnotateArgs) -> Result<Outcome, Stop> {
    let input = Input::file(options.path.clone());
    let told = |error: String| Stop::Failed(format!("{}: {error}", input.name));
    let bytes = input.bytes().map_err(told)?;
    // Whatever cannot be read is explained by the one reader of all files.
    let document = source::read(bytes.clone(), &input.name).map_err(|error| told(error.to_string()))?;
    let format = document.format();
    drop(document);
    if !amend::is_amendable(format) {
        return Err(told(
            "примечания ставятся только в документы .docx и .odt. Замечания покажет yasno check".to_owned(),
        ));
    }
    refuse_signed(&bytes, format, options.force).map_err(told)?;
    let (written, note) = if options.remove {
        let stripped = amend::strip(&bytes, format, Keep::Answered);
        removed(stripped.map_err(|error| told(error.to_string()))?)
    } else {
        annotated(options, &input, &bytes, format)?
    };
    match (&options.output, written) {
        (Some(path), written) => write_new(path, written.as_deref().unwrap_or(&bytes)).map_err(told)?,
        (None, Some(written)) => overwrite(&options.path, &written).map_err(told)?,
        (None, None) => {}
    }
    out::note(&format!("{}: {note}", input.name));
    Ok(Outcome::Clean)
}

/// A signed document is changed only when that is asked for.
pub(super) fn refuse_signed(bytes: &[u8], format: FileFormat, force: bool) -> Result<(), String> {
    if !amend::is_signed(bytes, format).map_err(|error| error.to_string())? {
        return Ok(());
    }
    if !force {
        return Err(
            "документ подписан электронной подписью: любая правка сделает её недействительной. Снимите подпись в редакторе \
                    или возьмите файл без подписи; чтобы всё же изменить этот, добавьте --force"
                .to_owned(),
        );
    }
    out::note("документ подписан: после изменения подпись недействительна");
    Ok(())
}

/// The date and time here, as Word writes them: local, whatever the letter Z may say.
pub(super) fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn removed(stripped: Stripped) -> (Option<Vec<u8>>, String) {
    let Stripped { bytes, comments, changes, kept } = stripped;
    let mut note = match (comments, changes) {
        (0, 0) => "убирать нечего: примечаний и правок Ясно нет".to_owned(),
        _ => format!(
            "убрано {comments} {}, отменено {changes} {}",
            plural(comments, "примечание", "примечания", "примечаний"),
            plural(changes, "правка", "правки", "правок")
        ),
    };
    if kept > 0 {
        let word = plural(kept, "примечание", "примечания", "примечаний");
        note.push_str(&format!("; оставлено {kept} {word} с ответами коллег"));
    }
    (bytes, note)
}

fn annotated(
    options: &AnnotateArgs,
    input: &Input,
    bytes: &[u8],
    format: FileFormat,
) -> Result<(Option<Vec<u8>>, String), Stop> {
    let told = |error: String| Stop::Failed(format!("{}: {error}", input.name));
    let mut configs = Configs::new(options.rules.choice(None));
    let number = configs.of_path(input.named());
    let rules = configs.rules().map_err(Stop::Failed)?.swap_remove(number);
    let rules = rules.map_err(|errors| Stop::Failed(errors.join("\n")))?;
    let stripped = amend::strip(bytes, format, Keep::Settled).map_err(|error| told(error.to_string()))?;
    let bytes = stripped.bytes.unwrap_or_else(|| bytes.to_vec());
    let document = source::read(bytes.clone(), &input.name).map_err(|error| told(error.to_string()))?;
    let known = Known::of(input, &options.letter, &rules).map_err(Stop::Failed)?;
    let ruleset = known.ruleset(&document, &rules).map_err(Stop::Failed)?;
    let report = engine::check(&document, &ruleset, &known.context());
    let checked = Checked { name: &input.name, document: &document, report: &report };
    let mut comments = report::comments(&checked);
    if options.summary {
        let title = |id: &str| {
            let rule = ruleset.rules.iter().find(|rule| &*rule.id == id);
            rule.map_or_else(|| id.to_owned(), |rule| rule.title.clone())
        };
        comments.insert(0, report::summary_comment(&checked, &title));
    }
    let Annotated { bytes, put, settled, homeless } =
        amend::annotate(&bytes, &document, &comments, &now()).map_err(|error| told(error.to_string()))?;
    let mut note = match put {
        0 if settled == 0 => "замечаний нет, примечания не нужны".to_owned(),
        0 => "новых примечаний нет".to_owned(),
        _ => format!("поставлено {put} {}", plural(put, "примечание", "примечания", "примечаний")),
    };
    if settled > 0 {
        let word = plural(settled, "закрытое примечание", "закрытых примечания", "закрытых примечаний");
        note.push_str(&format!("; не повторено: {settled} {word}"));
    }
    if homeless > 0 {
        let word = plural(homeless, "замечания", "замечаний", "замечаний");
        note.push_str(&format!("; для {homeless} {word} в документе нет абзаца: смотрите yasno check {}", input.name));
    }
    for line in report::notes(&checked).lines() {
        out::note(line);
    }
    Ok((Some(bytes), note))
}
