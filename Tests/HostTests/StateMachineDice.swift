import Foundation

/// Random numbers that come again with their seed (SplitMix64).
struct StateMachineDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { number(below: times) == 0 }
}

/// How long the machine runs, and from where: the environment overrides both.
enum StateMachineRun {
  /// Steps with one host; a seed tells all of them.
  static let chapter = 400

  static var steps: Int { variable("DRAGOMAN_MACHINE_STEPS").flatMap { Int($0) } ?? 800 }

  static var seed: UInt64 { variable("DRAGOMAN_MACHINE_SEED").flatMap { UInt64($0) } ?? .random(in: 0...999_999) }

  /// Says how far a long run is; a short one says nothing.
  static func tell(_ text: String) { if variable("DRAGOMAN_MACHINE_STEPS") != nil { print("the machine: \(text)") } }

  private static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}

/// What didn't come out as the model says.
struct StateMachineFault: Error, CustomStringConvertible {
  var description: String
}
