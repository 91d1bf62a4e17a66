using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Laws;

/// <summary>Tests of one law on small made-up repositories.</summary>
public abstract class LawTests<TLaw> where TLaw : ILaw, new()
{
    protected const string CoreFile = "operator/MesosOperator.Core/Offers/Offer.cs";

    protected static void AssertBroken(string subject, params (string Path, string Text)[] files) =>
        Assert.Equal(subject, Assert.Single(new TLaw().Check(SourceTree.Of(files))).Subject);

    protected static void AssertKept(params (string Path, string Text)[] files) =>
        Assert.Empty(new TLaw().Check(SourceTree.Of(files)));
}
