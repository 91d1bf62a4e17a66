using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Hygiene;

public class SuppressionsHaveReasonsTests : LawTests<SuppressionsHaveReasons>
{
    private const string HttpFile = "operator/MesosOperator.Http/Streams/Stream.cs";

    [Fact]
    public void A_suppression_without_a_reason_is_seen() => AssertBroken(HttpFile, (HttpFile, "#pragma warning disable CA1031\n"));

    [Fact]
    public void A_banned_symbol_allowed_in_the_core_is_seen() =>
        AssertBroken(CoreFile, (CoreFile, "#pragma warning disable RS0030 // only once\n"));

    [Fact]
    public void A_suppression_with_a_reason_is_fine() =>
        AssertKept((HttpFile, "#pragma warning disable CA1031 // the stream ends whatever the reason\n#pragma warning restore CA1031\n"));
}
