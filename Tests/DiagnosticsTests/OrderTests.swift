import Diagnostics
import Testing

@Suite struct OrderTests {
  private func diagnostic(_ message: String, _ file: String, _ line: Int, _ column: Int) -> Diagnostic {
    let mark = SourceMark(offset: 0, line: line, column: column)
    return Diagnostic(message, at: SourceRange(file: file, start: mark, end: mark))
  }

  @Test func sortsByFileLineColumnAndTextAndKeepsEachOnce() {
    let sorted = [
      Diagnostic("nowhere"), diagnostic("a", "a.yaml", 2, 9), diagnostic("a", "a.yaml", 10, 1),
      diagnostic("b", "a.yaml", 10, 1), diagnostic("a", "b.yaml", 1, 1),
    ]
    #expect(Diagnostics(sorted.reversed() + sorted).all == sorted)
  }

  @Test func onlyErrorsKeepAFileOut() {
    #expect(!Diagnostics([Diagnostic("m", severity: .warning)]).hasErrors)
    #expect(Diagnostics([Diagnostic("m", severity: .warning), Diagnostic("n")]).hasErrors)
    #expect(!Diagnostics([]).hasErrors)
  }

  @Test func marksOrderByLineThenColumn() {
    let marks = [(1, 5), (2, 1), (2, 3)].map { SourceMark(offset: 0, line: $0.0, column: $0.1) }
    #expect(marks.reversed().sorted() == marks)
  }

  @Test func aSliceMovesWithinItsLine() {
    let start = SourceMark(offset: 100, line: 3, column: 7)
    let slice = SourceRange(file: "a", start: start, end: start).slice(at: 4, length: 2)
    #expect(slice.start == SourceMark(offset: 104, line: 3, column: 11))
    #expect(slice.end == SourceMark(offset: 106, line: 3, column: 13))
  }
}
