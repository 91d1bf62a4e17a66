namespace MesosOperator.Runtime.Access;

/// <summary>The names and secrets that are good now.</summary>
public interface ICredentialSource
{
    /// <summary>All of them; null while they are not known yet.</summary>
    CredentialTable? Current { get; }
}
