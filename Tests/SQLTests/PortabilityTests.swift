import Testing

@testable import SQL

@Suite struct PortabilityTests {
  @Test(arguments: [
    ("SELECT ?", "SELECT $1"), ("a = ? AND b = '?' AND \"c?\" = ?", "a = $1 AND b = '?' AND \"c?\" = $2"),
    ("x IN (?, ?, ?)", "x IN ($1, $2, $3)"), ("'it''s ?' = ?", "'it''s ?' = $1"),
  ])
  func placeholdersAreNumbered(_ text: String, _ numbered: String) {
    #expect(PostgreSQLStatement.numbered(text) == numbered)
  }

  @Test func dialectsSpellTheSchema() {
    let statement = "CREATE TABLE t(p {position}, a {text}, b {int}, c {blob}) {strict}"
    #expect(
      SQLDialect.sqlite.spell(statement) == "CREATE TABLE t(p INTEGER PRIMARY KEY, a TEXT, b INTEGER, c BLOB) STRICT")
    #expect(
      SQLDialect.postgresql.spell(statement)
        == "CREATE TABLE t(p BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a TEXT COLLATE \"C\", b BIGINT, c BYTEA) "
    )
  }

  @Test func valuesCompareByTheirBytes() {
    #expect(SQLValue.text("é") != .text("e\u{301}"))
    #expect(Set([SQLValue.text("é"), .text("e\u{301}")]).count == 2)
    #expect(SQLValue(nil as String?) == .null)
  }

  @Test func theCacheGivesUpTheOldest() {
    var cache = StatementCache<Int>(capacity: 2)
    #expect(cache.keep(1, for: "a") == nil)
    #expect(cache.keep(2, for: "b") == nil)
    #expect(cache.keep(3, for: "c") == 1)
    #expect(cache["a"] == nil)
    #expect(cache["c"] == 3)
  }
}
