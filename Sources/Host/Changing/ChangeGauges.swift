internal import Directory
internal import Provisioning

/// What `/metrics` says of the configuration and of re-mappings.
enum ChangeGauges {
  static func all(_ inForce: ConfigurationInForce, _ worker: RemapWorker) -> [Gauge] {
    let jobs = worker.progress
    let counts = inForce.counts
    return [
      Gauge(
        name: "dragoman_configuration_current", help: "Whether the files' configuration is the one in force.",
        values: [("", inForce.trouble == nil && inForce.restart.isEmpty ? 1 : 0)]),
      Gauge(
        name: "dragoman_configuration_changes_total", help: "Configurations that were to come into force.",
        kind: "counter",
        values: [("result=\"applied\"", Double(counts.applied)), ("result=\"refused\"", Double(counts.refused))]),
      Gauge(
        name: "dragoman_remap_records", help: "Source records of the last re-mapping that are to be judged again.",
        values: jobs.map { (label($0), Double($0.total)) }),
      Gauge(
        name: "dragoman_remap_records_done", help: "Those of them that were.",
        values: jobs.map { (label($0), Double($0.done)) }),
      Gauge(
        name: "dragoman_remap_running", help: "Whether entries are being brought under a changed mapping.",
        values: jobs.map { (label($0), [.running, .checking, .failed].contains($0.state) ? 1 : 0) }),
    ]
  }

  private static func label(_ job: RemapProgress) -> String { "provider=\"\(job.provider)\"" }
}
