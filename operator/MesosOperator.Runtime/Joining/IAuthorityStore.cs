namespace MesosOperator.Runtime.Joining;

/// <summary>Where the state of the authority lies, for all processes of the operator.</summary>
public interface IAuthorityStore
{
    /// <summary>What there is; null while that is not known, or nothing was made yet.</summary>
    AuthorityState? Current { get; }

    /// <summary>Completes when it is known whether there is anything.</summary>
    Task Known { get; }

    /// <summary>Has somebody called at each change, once at once where there is something already. He must be quick.</summary>
    void Subscribe(Action<AuthorityState> subscriber);

    /// <summary>
    /// Puts one state in the place of another; <paramref name="known"/> is null where there was none. False when it is not
    /// the present one any more: whoever wants it still looks anew. It is current when this returns true.
    /// </summary>
    /// <exception cref="AuthorityStoreException">It cannot be written now.</exception>
    Task<bool> ReplaceAsync(AuthorityState? known, AuthorityState next, CancellationToken stop);
}
