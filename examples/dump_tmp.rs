use std::io::Write;
fn main() {
    let list = std::env::args().nth(1).unwrap();
    let mut out = std::io::stdout().lock();
    for path in std::fs::read_to_string(list).unwrap().lines() {
        let bytes = std::fs::read(path).unwrap();
        let t = std::time::Instant::now();
        let mut map = serde_json::Map::new();
        map.insert("path".into(), path.into());
        match yasno::docx::read(&bytes, &Default::default()) {
            Ok(d) => {
                map.insert("us".into(), (t.elapsed().as_micros() as u64).into());
                let mut m: std::collections::BTreeMap<String, Vec<String>> = Default::default();
                for b in d.blocks() {
                    m.entry(format!("{:?}", b.story)).or_default().push(d.slice(b.span).to_owned());
                }
                for (k, v) in m {
                    map.insert(k, v.join("\n").into());
                }
                map.insert("warnings".into(), d.warnings().iter().map(|w| format!("{w:?}")).collect::<Vec<_>>().into());
            }
            Err(e) => {
                map.insert("error".into(), e.to_string().into());
            }
        }
        writeln!(out, "{}", serde_json::Value::Object(map)).unwrap();
    }
}
