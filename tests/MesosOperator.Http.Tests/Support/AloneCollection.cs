namespace MesosOperator.Http.Tests.Support;

/// <summary>Tests that no other test may run beside: meters are found by name in the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
