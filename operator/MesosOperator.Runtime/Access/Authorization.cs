namespace MesosOperator.Runtime.Access;

/// <summary>Whether somebody may do something.</summary>
public abstract record Authorization
{
    private Authorization()
    {
    }

    /// <summary>Yes.</summary>
    public sealed record Allowed : Authorization
    {
        /// <summary>The only one.</summary>
        public static readonly Allowed Yes = new();
    }

    /// <summary>No; the reason is for the caller.</summary>
    public sealed record Denied(string Reason) : Authorization;

    /// <summary>Who could say so does not answer; ask again later.</summary>
    public sealed record Unavailable(string Reason) : Authorization;
}
