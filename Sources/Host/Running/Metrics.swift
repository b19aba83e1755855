internal import Directory
internal import Foundation
internal import Provisioning
internal import Synchronization
internal import Text

/// What `/metrics` says, in Prometheus' text form: numbers only, no personal data.
final class Metrics: Sendable {
  private struct Key: Hashable {
    var provider: String
    var operation: String
    var status: Int
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var lastSuccess: [String: Timestamp] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var sum = 0.0
    var observed = 0
    var commits = 0
    var batched = 0
  }

  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State())

  func count(_ report: RequestReport) {
    let provider = report.provider.name.description
    let seconds = report.milliseconds / 1000
    state.withLock { state in
      state.requests[Key(provider: provider, operation: report.operation, status: report.status), default: 0] += 1
      if report.status < 400, report.tokenID != nil, !report.isTest { state.lastSuccess[provider] = .now() }
      state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
      state.sum += seconds
      state.observed += 1
      if let size = report.batchSize, size > 0 {
        state.commits += 1
        state.batched += size
      }
    }
  }

  func lastSuccess(of provider: ProviderName) -> Timestamp? {
    state.withLock { $0.lastSuccess[provider.description] }
  }

  /// The text form; `gauges` are read at the moment of asking.
  func text(gauges: [Gauge]) -> String {
    let state = state.withLock { $0 }
    return (requests(state) + latency(state) + commits(state) + lastSuccesses(state) + gauges.flatMap(\.lines)).joined(
      separator: "\n")
  }

  private func requests(_ state: State) -> [String] {
    let head = ["# HELP dragoman_requests_total Answered requests.", "# TYPE dragoman_requests_total counter"]
    return head
      + state.requests.map { key, count in
        let labels = "provider=\"\(key.provider)\",operation=\"\(key.operation)\",status=\"\(key.status)\""
        return "dragoman_requests_total{\(labels)} \(count)"
      }.sorted()
  }

  private func latency(_ state: State) -> [String] {
    let name = "dragoman_request_duration_seconds"
    var lines = ["# HELP \(name) From the first header to the answer.", "# TYPE \(name) histogram"]
    var total = 0
    for (bound, count) in zip(Self.bounds.map { String($0) } + ["+Inf"], state.buckets) {
      total += count
      lines.append("\(name)_bucket{le=\"\(bound)\"} \(total)")
    }
    return lines + ["\(name)_sum \(String(format: "%.6f", state.sum))", "\(name)_count \(state.observed)"]
  }

  private func commits(_ state: State) -> [String] {
    let name = "dragoman_commit_batch_size"
    return [
      "# HELP \(name) Requests that shared the transaction of a committed one.", "# TYPE \(name) summary",
      "\(name)_sum \(state.batched)", "\(name)_count \(state.commits)",
    ]
  }

  private func lastSuccesses(_ state: State) -> [String] {
    let name = "dragoman_last_success_timestamp_seconds"
    let lines = state.lastSuccess.map { "\(name){provider=\"\($0.key)\"} \($0.value.milliseconds / 1000)" }
    return ["# HELP \(name) The last request of a provider that succeeded.", "# TYPE \(name) gauge"] + lines.sorted()
  }
}

/// A number read when it is asked for, with its labels.
struct Gauge {
  var name: String
  var help: String
  var kind = "gauge"
  var values: [(labels: String, value: Double)]

  var lines: [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
      + values.map { labels, value in
        let number = value == value.rounded() ? String(format: "%.0f", value) : String(value)
        return labels.isEmpty ? "\(name) \(number)" : "\(name){\(labels)} \(number)"
      }
  }
}
