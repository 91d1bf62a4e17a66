using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Documents;

public class DocumentLinksTests : LawTests<DocumentLinks>
{
    [Fact]
    public void A_link_to_a_missing_file_is_seen() =>
        AssertBroken("docs/README.md gone.md", ("docs/README.md", "[a](gone.md)"));

    [Fact]
    public void A_link_to_a_missing_heading_is_seen() =>
        AssertBroken("README.md #what-works", ("README.md", "# What it is\n[a](#what-works)"));

    [Fact]
    public void Links_to_files_folders_headings_and_the_web_are_fine() => AssertKept(
        ("README.md", "# What works, now\n[a](docs/ARCHITECTURE.md#the-loop) [b](#what-works-now) [c](docs/) [d](https://example.invalid)"),
        ("docs/ARCHITECTURE.md", "## The loop\n[up](../README.md)"));
}
