#if os(Linux)
  import Foundation

  /// What the killed processes of a home changed and didn't sync, and how to undo it.
  struct PowerCutNotes {
    /// How much of what wasn't synced the disk had got by chance.
    enum Remains: CaseIterable {
      /// Nothing.
      case nothing
      /// Some writes and not others, the later ones without the earlier.
      case some
      /// Everything: a kill without a power cut.
      case all
    }

    private struct Note {
      var kind: UInt8
      var name: String
      var offset: UInt64
      var size: UInt64
      var changes: UInt64
      var bytes: [UInt8]
    }

    private let home: PowerCutHome
    private var pending: [Note] = []

    /// Reads the notes; those of what was synced are forgotten.
    init(_ home: PowerCutHome) throws {
      self.home = home
      guard let data = FileManager.default.contents(atPath: home.notes) else { return }
      var rest = Array(data)[...]
      while rest.count >= 48 {
        let numbers = (0..<6).map { Self.number(rest.dropFirst($0 * 8).prefix(8)) }
        let (name, length) = (Int(numbers[1]), Int(numbers[2]))
        guard rest.count >= 48 + name + length else { break }
        let text = rest.dropFirst(48).prefix(name)
        take(
          Note(
            kind: UInt8(numbers[0]), name: String(decoding: text, as: UTF8.self), offset: numbers[3], size: numbers[4],
            changes: numbers[5], bytes: Array(rest.dropFirst(48 + name).prefix(length))))
        rest = rest.dropFirst(48 + name + length)
      }
    }

    /// How many changes a power cut would take back.
    var count: Int { pending.count }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func take(_ note: Note) {
      switch note.kind {
      case UInt8(ascii: "s"): pending.removeAll { $0.kind == UInt8(ascii: "w") && $0.name == note.name }
      case UInt8(ascii: "d"): syncFolder(note.name)
      default: pending.append(note)
      }
    }

    /// Names in a synced folder are as they are; a file that is gone for good has no writes to undo.
    private mutating func syncFolder(_ folder: String) {
      let named = pending.indices.filter {
        pending[$0].kind != UInt8(ascii: "w") && Self.folder(of: pending[$0].name) == folder
      }
      var settled = Set(named)
      for index in named where pending[index].kind == UInt8(ascii: "u") {
        settled.formUnion(pending.indices.prefix(index).filter { pending[$0].name == pending[index].name })
      }
      pending = pending.indices.filter { !settled.contains($0) }.map { pending[$0] }
    }

    private static func folder(of name: String) -> String {
      name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
    }

    /// Cuts the power: puts the files back, and begins new notes.
    func undo(_ remains: Remains, _ random: inout PowerCutRandom) throws {
      for note in pending.reversed() where remains != .all {
        let path = home.path + "/" + note.name
        switch note.kind {
        case UInt8(ascii: "w") where remains == .nothing: try put(note, at: path, cuts: true)
        case UInt8(ascii: "w"): if random.next(2) == 0 { try put(note, at: path, cuts: false) }
        case UInt8(ascii: "u"): try Data(note.bytes).write(to: URL(fileURLWithPath: path))
        default: try? FileManager.default.removeItem(atPath: path)
        }
      }
      try? FileManager.default.removeItem(atPath: home.notes)
      if remains != .all { try? FileManager.default.removeItem(atPath: home.data + "/dragoman.sqlite-shm") }
    }

    /// Puts back what a write overwrote; what it added is cut off, or left without its content.
    private func put(_ note: Note, at path: String, cuts: Bool) throws {
      let file = open(path, O_RDWR)
      guard file >= 0 else { return }
      defer { close(file) }
      var old = note.bytes
      if cuts {
        ftruncate(file, off_t(note.size))
      } else {
        old += [UInt8](repeating: 0, count: Int(note.changes) - old.count)
      }
      guard pwrite(file, old, old.count, off_t(note.offset)) == old.count else {
        throw PowerCutFinding("\(path) can't be put back")
      }
    }
  }

  /// SplitMix64: the same seed gives the same numbers.
  struct PowerCutRandom {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` - 1.
    mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
  }
#endif
