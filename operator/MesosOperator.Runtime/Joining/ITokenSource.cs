namespace MesosOperator.Runtime.Joining;

/// <summary>The tokens that are good now.</summary>
public interface ITokenSource
{
    /// <summary>All of them, also those that have expired; null while they are not known yet.</summary>
    TokenTable? Current { get; }
}
