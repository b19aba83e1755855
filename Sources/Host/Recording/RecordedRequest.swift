internal import AdapterKit
internal import Directory
internal import Foundation
internal import JSON
internal import Provisioning

/// A recorded request as it is kept: one JSON object, redacted.
enum RecordedRequest {
  /// More than this of one message isn't kept.
  static let bodyLimit = 256 << 10

  static func json(_ report: RequestReport, _ recording: RequestRecording, key: [UInt8], at: String) -> JSON {
    var redaction = Redaction(key: key)
    // The request first: the answer's sentences quote it.
    let sent = message(recording.sent, &redaction)
    let normalized = recording.normalized.map { message($0, &redaction) }
    var object: JSONObject = [
      "id": .string(report.requestID), "at": .string(at), "provider": .string(report.provider.name.description),
      "idp": .string(report.provider.idp), "operation": .string(report.operation), "status": JSON(report.status),
      "milliseconds": JSON(Int(report.milliseconds)), "sent": sent, "bodyBytes": JSON(recording.bodyBytes),
    ]
    object["normalized"] = normalized.map { JSON.object($0.object ?? JSONObject()) } ?? JSON.null
    object["notes"] = .array(report.notes.map { .string(redaction.sentence($0)) })
    object["answer"] = answer(recording.answer, &redaction)
    if let cause = report.cause { object["cause"] = .string(redaction.sentence(cause)) }
    return .object(object)
  }

  private static func message(_ request: AdapterRequest, _ redaction: inout Redaction) -> JSON {
    var object: JSONObject = [
      "method": .string(request.method), "path": .string(redaction.target(request.path)),
      "query": .string(redaction.query(request.query)), "headers": headers(redaction.headers(request.headers)),
    ]
    if let body = request.body { object["body"] = bounded(redaction.value(body)) }
    return .object(object)
  }

  private static func answer(_ response: AdapterResponse, _ redaction: inout Redaction) -> JSON {
    var object: JSONObject = [
      "status": JSON(response.status), "headers": headers(redaction.headers(response.headers)),
    ]
    if let body = response.body { object["body"] = bounded(redaction.value(body)) }
    return .object(object)
  }

  private static func headers(_ headers: [AdapterHeader]) -> JSON {
    .object(JSONObject(headers.map { ($0.name, .string($0.value)) }))
  }

  private static func bounded(_ body: JSON) -> JSON {
    let bytes = body.bytes.count
    return bytes <= bodyLimit ? body : .string("[\(bytes) bytes, too long to keep]")
  }
}
