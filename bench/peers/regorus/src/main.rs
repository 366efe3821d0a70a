//! Evaluates compiled policies with regorus and reports time.
//!
//! It reads a JSON file with an array of cases and writes one JSON line for each, as peers/rego does; for a case that
//! regorus cannot compile or evaluate the line has its reason, `unsupported`.
//!
//! ```text
//! regorusbench CASES.json WARM_MILLISECONDS MEASURED_MILLISECONDS
//! ```

use regorus::{Engine, Value};
use std::error::Error;
use std::panic::{catch_unwind, set_hook};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, warm, measured] = arguments.as_slice() else {
        return Err("usage: regorusbench CASES.json WARM_MILLISECONDS MEASURED_MILLISECONDS".into());
    };
    let warm = Duration::from_millis(warm.parse()?);
    let measured = Duration::from_millis(measured.parse()?);
    set_hook(Box::new(|_| {})); // a panic is an outcome
    let cases = Value::from_json_str(&std::fs::read_to_string(file)?)?;
    for case in cases.as_array()? {
        println!("{}", outcome(case, warm, measured)?);
    }
    Ok(())
}

fn outcome(case: &Value, warm: Duration, measured: Duration) -> Result<String> {
    let name = case["name"].to_json_str()?;
    let measured = catch_unwind(|| measure(case, warm, measured))
        .unwrap_or_else(|_| Err("it panics".into()));
    Ok(match measured {
        Ok((nanoseconds, result)) => format!(
            r#"{{"name":{name},"nanoseconds":{nanoseconds:.1},"bytes":0,"result":{result}}}"#
        ),
        Err(reason) => format!(
            r#"{{"name":{name},"unsupported":{}}}"#,
            Value::from(reason.to_string()).to_json_str()?
        ),
    })
}

fn measure(case: &Value, warm: Duration, measured: Duration) -> Result<(f64, String)> {
    let mut run = run(case)?;
    let result = match run()? {
        Value::Undefined => "null".to_string(),
        value => value.to_json_str()?,
    };
    repeat(&mut run, warm)?;
    let begin = Instant::now();
    let count = repeat(&mut run, measured)?;
    Ok((begin.elapsed().as_nanos() as f64 / count as f64, result))
}

type Run = Box<dyn FnMut() -> Result<Value>>;

/// What is to be repeated: compiling the case, or evaluating the compiled policy.
fn run(case: &Value) -> Result<Run> {
    let query: std::rc::Rc<str> = case["query"].as_string()?.as_ref().into();
    if case["compile"] != Value::Undefined {
        let case = case.clone();
        return Ok(Box::new(move || {
            engine(&case)?.compile_with_entrypoint(&query.as_ref().into())?;
            Ok(Value::Null)
        }));
    }
    let policy = engine(case)?.compile_with_entrypoint(&query.as_ref().into())?;
    let input = case["input"].clone();
    Ok(Box::new(move || Ok(policy.eval_with_input(input.clone())?)))
}

fn engine(case: &Value) -> Result<Engine> {
    let mut engine = Engine::new();
    engine.set_rego_v0(case["version"] == Value::from("v0"));
    for (name, text) in case["modules"].as_object()? {
        engine.add_policy(name.as_string()?.to_string(), text.as_string()?.to_string())?;
    }
    if case["data"] != Value::Undefined {
        engine.add_data(case["data"].clone())?;
    }
    Ok(engine)
}

/// Runs until the time is up, once at least, and says how often.
fn repeat(run: &mut Run, duration: Duration) -> Result<u64> {
    let end = Instant::now() + duration;
    let mut count = 0;
    loop {
        std::hint::black_box(run()?);
        count += 1;
        if Instant::now() >= end {
            return Ok(count);
        }
    }
}
