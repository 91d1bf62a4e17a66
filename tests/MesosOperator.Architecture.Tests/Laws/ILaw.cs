using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Laws;

/// <summary>One rule that the whole repository keeps.</summary>
public interface ILaw
{
    /// <summary>The rule in one sentence, for who breaks it.</summary>
    string Rule { get; }

    IEnumerable<Breach> Check(SourceTree tree);
}
