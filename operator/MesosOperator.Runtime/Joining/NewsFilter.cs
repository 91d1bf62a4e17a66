using MesosOperator.Core.Primitives;

namespace MesosOperator.Runtime.Joining;

/// <summary>Says what was not told for a while: who is turned away tries again and again. May be asked by any thread.</summary>
/// <param name="time">By which a while is measured; the host's clock may be set meanwhile.</param>
/// <param name="pause">How long nothing is said of what was told already.</param>
/// <param name="most">Of how many it is remembered what was told; the oldest are forgotten first.</param>
public sealed class NewsFilter<TNews>(TimeProvider time, TimeSpan pause, int most) where TNews : notnull
{
    private readonly Lock _gate = new();
    private readonly LinkedMap<TNews, long> _told = [];

    /// <summary>Whether it is to be told; it counts as told then.</summary>
    public bool IsNews(TNews news)
    {
        lock (_gate)
        {
            if (_told.TryGetValue(news, out var at) && time.GetElapsedTime(at) < pause)
                return false;
            _told.Remove(news);
            if (_told.Count >= most)
                _told.Remove(_told.First().Key);
            _told.Add(news, time.GetTimestamp());
            return true;
        }
    }
}
