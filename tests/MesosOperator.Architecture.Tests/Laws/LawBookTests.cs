using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Laws;

public class LawBookTests
{
    private const string ExceptionsFile = "tests/MesosOperator.Architecture.Tests/Exceptions.txt";

    public static TheoryData<string> LawNames => [.. LawBook.Laws.Select(law => law.GetType().Name)];

    private static IReadOnlyList<LawException> Exceptions => LawException.Parse(SourceTree.Repository.Files[ExceptionsFile]);

    [Theory]
    [MemberData(nameof(LawNames))]
    public void The_repository_keeps_the_law(string name)
    {
        var law = LawBook.Laws.Single(l => l.GetType().Name == name);
        var breaches = LawBook.Unexcused(law, SourceTree.Repository, Exceptions);
        Assert.True(breaches.Count == 0,
            $"{law.Rule}\n{string.Join("\n", breaches.Select(b => $"  {b.Subject}: {b.Detail}"))}");
    }

    [Theory]
    [MemberData(nameof(LawNames))]
    public void A_test_makes_the_law_fail(string name)
    {
        var law = LawBook.Laws.Single(l => l.GetType().Name == name).GetType();
        var tests = typeof(LawBookTests).Assembly.GetTypes().Where(t => t.BaseType == typeof(LawTests<>).MakeGenericType(law));
        Assert.Contains(tests.SelectMany(t => t.GetMethods()),
            m => m.Name.EndsWith("_is_seen") && m.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0);
    }

    [Fact]
    public void Every_exception_is_still_needed() =>
        Assert.Empty(LawBook.Unneeded(SourceTree.Repository, Exceptions));

    [Fact]
    public void An_exception_that_nothing_needs_is_found()
    {
        LawException[] exceptions = [new("FileLength", "operator/MesosOperator.Core/Gone.cs", "was long")];
        Assert.Equal(exceptions, LawBook.Unneeded(SourceTree.Of(), exceptions));
    }

    [Fact]
    public void An_exception_excuses_its_own_subject_only()
    {
        var tree = SourceTree.Of(
            ("operator/MesosOperator.Core/A.cs", new string('\n', 500)),
            ("operator/MesosOperator.Core/B.cs", new string('\n', 500)));
        var left = LawBook.Unexcused(new Budgets.FileLength(), tree,
            [new("FileLength", "operator/MesosOperator.Core/A.cs", "a table")]);
        Assert.Equal("operator/MesosOperator.Core/B.cs", Assert.Single(left).Subject);
    }

    [Fact]
    public void An_exception_without_a_reason_is_refused() =>
        Assert.Throws<FormatException>(() => LawException.Parse("FileLength | operator/A.cs | "));
}
