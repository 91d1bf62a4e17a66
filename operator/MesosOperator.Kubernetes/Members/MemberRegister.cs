namespace MesosOperator.Kubernetes.Members;

/// <summary>Which clusters are members under which names, so that none is one twice. Any thread may use it.</summary>
internal sealed class MemberRegister
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _uids = new(StringComparer.Ordinal);

    /// <summary>Who is that cluster already; null where it is this name from now on.</summary>
    public string? Join(string name, string uid)
    {
        lock (_gate)
        {
            if (_uids.FirstOrDefault(known => known.Value == uid && known.Key != name) is { Key: { } other })
                return other;
            _uids[name] = uid;
            return null;
        }
    }

    /// <summary>The name stands for no cluster any more.</summary>
    public void Leave(string name)
    {
        lock (_gate)
            _uids.Remove(name);
    }
}
