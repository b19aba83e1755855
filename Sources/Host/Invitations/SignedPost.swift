internal import Foundation
internal import JSON
internal import Synchronization
internal import Text

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Posts JSON to an HTTP endpoint, signed as Standard Webhooks 1.0 has it; redirects are not followed.
///
/// A receiver tells repetitions by `webhook-id`, which is the same at each attempt.
struct SignedPost: Sendable {
  var url: String
  var secretFile: String
  var timeout = Duration.seconds(15)

  /// Posts once.
  func send(_ body: JSON, id: String, at now: Timestamp) async -> DeliveryOutcome {
    guard let secret = SigningSecret.read(secretFile) else {
      return .refused("the secret's file can't be read, or holds none")
    }
    guard let address = URL(string: url) else { return .hopeless("the address isn't a URL") }
    let bytes = body.bytes
    let seconds = String(now.milliseconds / 1000)
    var request = URLRequest(url: address)
    request.httpMethod = "POST"
    request.httpBody = Data(bytes)
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("Dragoman", forHTTPHeaderField: "User-Agent")
    request.setValue(id, forHTTPHeaderField: "webhook-id")
    request.setValue(seconds, forHTTPHeaderField: "webhook-timestamp")
    request.setValue(
      secret.signature(id: id, timestamp: seconds, body: bytes), forHTTPHeaderField: "webhook-signature")
    return await Exchange(request, timeout: timeout).outcome()
  }

  /// What an answer means.
  static func outcome(status: Int, retryAfter: String?) -> DeliveryOutcome {
    switch status {
    case 200..<300: .taken
    case 410: .hopeless("the endpoint answered 410: it wants no more of this")
    default: .refused("the endpoint answered \(status)", retryAfter: retryAfter.flatMap { Int($0) })
    }
  }
}

/// One request and the head of its answer; what follows the head isn't read.
// Sendable: the continuation is taken out under its lock.
private final class Exchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let request: URLRequest
  private let timeout: Duration
  private let waiting = Mutex<CheckedContinuation<DeliveryOutcome, Never>?>(nil)

  init(_ request: URLRequest, timeout: Duration) {
    self.request = request
    self.timeout = timeout
  }

  func outcome() async -> DeliveryOutcome {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.connectionProxyDictionary = [:]
    configuration.httpShouldSetCookies = false
    configuration.timeoutIntervalForRequest = TimeInterval(timeout.components.seconds)
    configuration.timeoutIntervalForResource = TimeInterval(timeout.components.seconds)
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    let outcome = await withCheckedContinuation { continuation in
      waiting.withLock { $0 = continuation }
      session.dataTask(with: request).resume()
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Int(timeout.components.seconds) + 5)) {
        [weak self] in
        self?.finish(.refused("the endpoint didn't answer in time"))
      }
    }
    session.invalidateAndCancel()
    return outcome
  }

  private func finish(_ outcome: DeliveryOutcome) {
    let continuation = waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    continuation?.resume(returning: outcome)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    finish(.refused("the endpoint answered \(response.statusCode): redirects aren't followed"))
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse {
      finish(
        SignedPost.outcome(
          status: response.statusCode, retryAfter: response.value(forHTTPHeaderField: "Retry-After")))
    }
    completionHandler(.cancel)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    let reason = (error as? URLError).map { "code \($0.code.rawValue)" } ?? "no answer"
    finish(.refused("the endpoint can't be reached (\(reason))"))
  }
}
