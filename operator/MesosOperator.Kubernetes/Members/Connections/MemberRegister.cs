namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>
/// Which clusters are members under which names, so that none is one twice. Of two names for one cluster the older counts,
/// but not before the other has no tasks there any more: they could not be followed under another name. Any thread may use it.
/// </summary>
internal sealed class MemberRegister
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (string Uid, MemberCandidate Who)> _joined = new(StringComparer.Ordinal);
    private IReadOnlyList<MemberClaim> _claims = [];

    /// <summary>What the objects say of themselves: a cluster that is not reached again yet is not given to another.</summary>
    public void Remember(IReadOnlyList<MemberClaim> claims)
    {
        lock (_gate)
            _claims = claims;
    }

    /// <summary>Who is that cluster already; null where it is this one from now on.</summary>
    public string? Join(MemberCandidate candidate, string uid)
    {
        MemberCandidate? yielding = null;
        lock (_gate)
        {
            if (_joined.Values.Select(known => known.Uid == uid && known.Who.Name != candidate.Name ? known.Who : null).FirstOrDefault(known => known is not null) is { } holder)
            {
                if (!candidate.IsBefore(holder) || !holder.IsIdle())
                {
                    _joined.Remove(candidate.Name); // It may have been another before.
                    return holder.Name;
                }

                _joined.Remove(holder.Name);
                yielding = holder;
            }
            else if (ClaimBefore(candidate, uid) is { } claim)
                return claim;
            _joined[candidate.Name] = (uid, candidate);
        }

        yielding?.Yield(candidate.Name);
        return null;
    }

    /// <summary>The name stands for no cluster any more.</summary>
    public void Leave(string name)
    {
        lock (_gate)
            _joined.Remove(name);
    }

    /// <summary>Another that stood for the cluster before, and that this one did not.</summary>
    private string? ClaimBefore(MemberCandidate candidate, string uid) =>
        _claims.Any(claim => claim.Uid == uid && claim.Name == candidate.Name)
            ? null
            : _claims.Where(claim => claim.Uid == uid).Select(claim => claim.Name).Order(StringComparer.Ordinal).FirstOrDefault();
}
