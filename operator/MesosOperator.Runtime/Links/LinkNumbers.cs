using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Links;

/// <summary>Gives each link of an agent an id of its own, however agents are reached. Any thread may ask.</summary>
public sealed class LinkNumbers
{
    private long _last;

    /// <summary>An id that no link has had.</summary>
    public LinkId Next() => new(Interlocked.Increment(ref _last));
}
