namespace MesosOperator.Runtime.Access;

/// <summary>What a caller shows to say who it is.</summary>
public abstract record Credential
{
    private Credential()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : Credential
    {
        /// <summary>The only one.</summary>
        public static readonly None Shown = new();
    }

    /// <summary>A name and a secret (RFC 7617), as Mesos' frameworks have them.</summary>
    public sealed record Basic(string Name, string Secret) : Credential
    {
        /// <inheritdoc/>
        public override string ToString() => $"Basic {Name}";
    }

    /// <summary>A token that speaks for itself (RFC 6750), as Kubernetes' accounts have them.</summary>
    public sealed record Bearer(string Token) : Credential
    {
        /// <inheritdoc/>
        public override string ToString() => "Bearer";
    }

    /// <summary>Something that is none of these.</summary>
    public sealed record Unreadable(string Problem) : Credential;
}
