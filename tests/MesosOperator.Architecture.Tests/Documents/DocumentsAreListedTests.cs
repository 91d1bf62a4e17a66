using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Documents;

public class DocumentsAreListedTests : LawTests<DocumentsAreListed>
{
    [Fact]
    public void A_document_that_nothing_leads_to_is_seen() =>
        AssertBroken("docs/performance.md", ("docs/README.md", "[a](ARCHITECTURE.md)"), ("docs/performance.md", ""));

    [Fact]
    public void A_listed_document_is_fine() =>
        AssertKept(("docs/README.md", "[a](decisions/0001-a.md)"), ("docs/decisions/0001-a.md", ""));
}
