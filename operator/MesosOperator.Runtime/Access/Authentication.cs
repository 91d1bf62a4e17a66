namespace MesosOperator.Runtime.Access;

/// <summary>What became of a credential.</summary>
public abstract record Authentication
{
    private Authentication()
    {
    }

    /// <summary>It is known who calls.</summary>
    public sealed record Authenticated(Principal Principal) : Authentication;

    /// <summary>The credential proves nothing. The reason is for the operator's log, not for the caller.</summary>
    public sealed record Rejected(string Reason) : Authentication;

    /// <summary>Who could say so does not answer; the same credential may do later.</summary>
    public sealed record Unavailable(string Reason) : Authentication;
}
