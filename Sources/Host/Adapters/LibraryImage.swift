import Foundation

/// What the header of a library's file says (ELF, 64 bits), before a loader trusts it.
///
/// The loader maps the segments without a look at the file's length: one that was cut short would end the process by
/// SIGBUS. What is no such file at all is left to the loader, which says so.
struct LibraryImage {
  /// The machine that it was built for, by ELF's number.
  let machine: UInt16
  /// How long the file must be at least, for its segments.
  let extent: UInt64

  /// Reads the header; nil for what isn't one.
  init?(_ descriptor: Int32) {
    let header = Self.bytes(descriptor, at: 0, count: 64)
    guard header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), header.count == 64 else { return nil }
    machine = UInt16(truncatingIfNeeded: Self.number(header, at: 18, bytes: 2))
    let (place, size, count) = (
      Self.number(header, at: 32, bytes: 8), Self.number(header, at: 54, bytes: 2),
      Self.number(header, at: 56, bytes: 2)
    )
    let table = Self.bytes(descriptor, at: place, count: Int(size * count))
    guard size >= 56, table.count == Int(size * count) else {
      extent = .max
      return
    }
    extent = (0..<Int(count)).reduce(64) { max($0, Self.end(of: table, at: $1 * Int(size))) }
  }

  /// The machine that this process runs on, by ELF's number.
  static let here: UInt16? = {
    #if arch(x86_64)
      62
    #elseif arch(arm64)
      183
    #else
      nil
    #endif
  }()

  /// A machine's name, as stamps have it.
  static func name(_ machine: UInt16) -> String {
    [3: "i386", 40: "arm", 62: "x86_64", 183: "arm64", 243: "riscv"][machine] ?? "machine \(machine)"
  }

  /// Where the loadable segment ends whose header stands there; 0 for another one.
  private static func end(of table: [UInt8], at place: Int) -> UInt64 {
    guard number(table, at: place, bytes: 4) == 1 else { return 0 }
    let (end, isWrong) = number(table, at: place + 8, bytes: 8).addingReportingOverflow(
      number(table, at: place + 32, bytes: 8))
    return isWrong ? .max : end
  }

  private static func number(_ bytes: [UInt8], at place: Int, bytes count: Int) -> UInt64 {
    bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func bytes(_ descriptor: Int32, at place: UInt64, count: Int) -> [UInt8] {
    guard let offset = off_t(exactly: place) else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, offset))
    }
  }
}

extension LibraryFault {
  /// What speaks against a library's file whose length is known.
  init?(_ descriptor: Int32, size: UInt64, _ path: String) {
    guard let image = LibraryImage(descriptor) else { return nil }
    if let here = LibraryImage.here, image.machine != here {
      self = .foreign(path, made: LibraryImage.name(image.machine), here: LibraryImage.name(here))
    } else if image.extent > size {
      self = .truncated(path, size: size)
    } else {
      return nil
    }
  }
}
