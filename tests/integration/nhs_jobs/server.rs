//! A service on this machine that answers as it is told, faults and all.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// What the service does about a request.
pub enum Answer {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Sends these bytes, then the same bytes again and again until nobody takes them.
    Endless(Vec<u8>, Vec<u8>),
    /// Resets the connection.
    Reset,
    /// Sends these bytes, then nothing more for as long as the service is there.
    Hold(Vec<u8>),
}

impl Answer {
    /// A whole answer.
    pub fn new(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
        Self::Send([head.as_bytes(), body].concat())
    }

    /// A whole answer with status 200.
    pub fn ok(body: impl AsRef<[u8]>) -> Self {
        Self::new("200 OK", "Content-Type: application/xml\r\n", body)
    }

    /// Closes without a word.
    pub fn nothing() -> Self {
        Self::Send(Vec::new())
    }
}

/// A service on a port of its own; it is gone when this is dropped.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    closing: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a service that answers the first request with `answers(1)`, the second with `answers(2)`, and so on.
    pub fn new(answers: impl Fn(usize) -> Answer + Send + 'static) -> Self {
        Self::start(move |number, stream| {
            let answer = answers(number);
            // What was sent and not read makes the closing of a connection a reset.
            (if matches!(answer, Answer::Reset) { String::new() } else { head(stream) }, answer)
        })
    }

    /// Starts a service that answers each request by its number, from 1, and its head.
    pub fn reading(answers: impl Fn(usize, &str) -> Answer + Send + 'static) -> Self {
        Self::start(move |number, stream| {
            let head = head(stream);
            let answer = answers(number, &head);
            (head, answer)
        })
    }

    fn start(converse: impl Fn(usize, &TcpStream) -> (String, Answer) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let closing = Arc::new(AtomicBool::new(false));
        let (log, closed) = (Arc::clone(&requests), Arc::clone(&closing));
        let thread = thread::spawn(move || {
            let mut held = Vec::new();
            for stream in listener.incoming() {
                if closed.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(mut stream) = stream else { continue };
                let number = log.lock().unwrap().len() + 1;
                let (request, answer) = converse(number, &stream);
                log.lock().unwrap().push(request);
                if carry_out(&mut stream, answer) {
                    held.push(stream);
                }
            }
        });
        Self { address, requests, closing, thread: Some(thread) }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}/api/v1/search_xml", self.address)
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The head of a request.
fn head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether the connection is to stay open. Whoever has gone away needs no answer.
fn carry_out(stream: &mut TcpStream, answer: Answer) -> bool {
    match answer {
        Answer::Send(bytes) => {
            let _ = stream.write_all(&bytes);
            false
        }
        Answer::Reset => {
            // Something must have come for a reset.
            let _ = stream.peek(&mut [0]);
            false
        }
        Answer::Endless(bytes, more) => {
            let mut sent = stream.write_all(&bytes);
            while sent.is_ok() {
                sent = stream.write_all(&more);
            }
            false
        }
        Answer::Hold(bytes) => {
            let _ = stream.write_all(&bytes);
            true
        }
    }
}
