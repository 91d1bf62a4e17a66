namespace MesosOperator.Runtime.Access;

/// <summary>Credentials that do not change.</summary>
public sealed class FixedCredentials(CredentialTable table) : ICredentialSource
{
    /// <inheritdoc/>
    public CredentialTable? Current => table;
}
