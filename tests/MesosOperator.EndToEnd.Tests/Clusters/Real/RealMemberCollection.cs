namespace MesosOperator.EndToEnd.Tests.Clusters.Real;

/// <summary>Tests that share one real node.</summary>
[CollectionDefinition(Name)]
public sealed class RealMemberCollection : ICollectionFixture<RealMember>
{
    public const string Name = "real member";
}
