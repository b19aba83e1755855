import AdapterKit

/// Why an adapter keeps its provider out of service: a sentence, what to do, and the option it concerns.
struct AdapterFault: Error {
  var message: String
  var option: String?
  var fix: String?
}

extension AdapterFault {
  /// An option that the library can't take.
  init(_ error: AdapterOptionError) {
    // A library that doesn't say which option it means.
    guard error.option != "?" else {
      self.init(message: "the adapter refuses its options: \(error.message)")
      return
    }
    self.init(message: "option '\(error.option)': \(error.message)", option: error.option)
  }

  /// A library that can't be used.
  init(_ fault: LibraryFault, rebuild: String) {
    self.init(message: fault.message, fix: fault.fix(rebuild: rebuild))
  }
}
