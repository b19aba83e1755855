/// Writes a regular expression out as a program; repetitions that are counted are written out.
struct PatternCompiler {
  static let programLimit = 2000

  private(set) var program: [Pattern.Instruction] = []
  private(set) var sets: [ScalarSet] = []
  private let ignoresCase: Bool
  private var isTooLong = false

  init(ignoresCase: Bool) { self.ignoresCase = ignoresCase }

  mutating func compileWhole(_ tree: PatternNode, length: Int) throws(Prepared.Problem) {
    emit(.save(0))
    compile(tree)
    emit(.save(1))
    emit(.match)
    guard !isTooLong else {
      throw Prepared.Problem(
        message: "the pattern has more than \(Self.programLimit) steps once its repetitions are written out",
        range: 0..<length, fix: "repeat less: * instead of {0,1000}")
    }
  }

  private mutating func compile(_ node: PatternNode) {
    guard !isTooLong else { return }
    switch node {
    case .characters(let set):
      emit(.character(sets.count))
      sets.append(ignoresCase ? set.ignoringCase : set)
    case .assertion(let assertion): emit(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { compile(node) }
    case .choice(let ways): choose(ways)
    case .group(let number, let inner):
      emit(.save(number * 2))
      compile(inner)
      emit(.save(number * 2 + 1))
    case .repeated(let node, let least, let most, let isGreedy): `repeat`(node, least, most, isGreedy)
    }
  }

  private mutating func choose(_ ways: [PatternNode]) {
    var ends: [Int] = []
    for (index, way) in ways.enumerated() {
      guard index < ways.count - 1 else {
        compile(way)
        break
      }
      let split = emit(.split(0, 0))
      compile(way)
      ends.append(emit(.jump(0)))
      program[split] = .split(split + 1, program.count)
    }
    for end in ends { program[end] = .jump(program.count) }
  }

  private mutating func `repeat`(_ node: PatternNode, _ least: Int, _ most: Int?, _ isGreedy: Bool) {
    for _ in 0..<least where !isTooLong { compile(node) }
    guard let most else {
      let split = emit(.split(0, 0))
      compile(node)
      emit(.jump(split))
      return program[split] = fork(split + 1, program.count, isGreedy)
    }
    var splits: [Int] = []
    for _ in 0..<max(0, most - least) where !isTooLong {
      splits.append(emit(.split(0, 0)))
      compile(node)
    }
    for split in splits { program[split] = fork(split + 1, program.count, isGreedy) }
  }

  private func fork(_ again: Int, _ on: Int, _ isGreedy: Bool) -> Pattern.Instruction {
    isGreedy ? .split(again, on) : .split(on, again)
  }

  @discardableResult
  private mutating func emit(_ instruction: Pattern.Instruction) -> Int {
    program.append(instruction)
    isTooLong = isTooLong || program.count > Self.programLimit
    return program.count - 1
  }
}
