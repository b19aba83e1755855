/// A place in a text file: line and column count from 1, the column in Unicode scalars; `offset` counts UTF-8 bytes.
public struct SourceMark: Hashable, Sendable, Comparable {
  /// Bytes from the start of the text.
  public var offset: Int
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int

  /// Makes a mark from its three numbers.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// Orders marks of one file.
  public static func < (a: SourceMark, b: SourceMark) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A stretch of one file, from `start` up to and without `end`.
public struct SourceRange: Hashable, Sendable {
  /// The file's path, as it is shown to people.
  public var file: String
  /// The first character.
  public var start: SourceMark
  /// The character after the last.
  public var end: SourceMark

  /// Makes a range of `file`.
  public init(file: String, start: SourceMark, end: SourceMark) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The first character of `file`, for what concerns the file as a whole.
  public static func startOf(_ file: String) -> SourceRange {
    let mark = SourceMark(offset: 0, line: 1, column: 1)
    return SourceRange(file: file, start: mark, end: mark)
  }

  /// A part of a range that lies in one line: `length` scalars from `column` scalars after the start.
  public func slice(at column: Int, length: Int) -> SourceRange {
    let from = SourceMark(offset: start.offset + column, line: start.line, column: start.column + column)
    let to = SourceMark(offset: from.offset + length, line: from.line, column: from.column + length)
    return SourceRange(file: file, start: from, end: to)
  }
}
