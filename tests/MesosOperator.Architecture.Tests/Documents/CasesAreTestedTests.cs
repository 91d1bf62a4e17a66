using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Documents;

public class CasesAreTestedTests : LawTests<CasesAreTested>
{
    private const string Table = "docs/mesos-compatibility.md";

    [Fact]
    public void A_case_called_tested_that_has_no_test_is_seen() =>
        AssertBroken($"{Table} A01", (Table, "| A01 | shares | tested |\n"));

    [Fact]
    public void A_tested_case_that_the_table_denies_is_seen() =>
        AssertBroken($"{Table} A01", (Table, "| A01 | shares | later: agents |\n"), ("tests/X/Scenarios/A01_shares.scn", ""));

    [Fact]
    public void Tests_and_scenarios_count() => AssertKept(
        (Table, "| A01 | shares | tested |\n| W01 | denied | tested; differs in a word |\n| E01 | refusals | later: executors |\n"),
        ("tests/X/Scenarios/A01_shares.scn", ""),
        ("tests/X/Calls.cs", "class Calls { [Fact] public void W01_without_credentials() { } }"));
}
