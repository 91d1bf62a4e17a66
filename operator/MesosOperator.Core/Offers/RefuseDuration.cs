namespace MesosOperator.Core.Offers;

/// <summary>For how long refused resources are not offered to the same framework again (semantics 3.4).</summary>
public static class RefuseDuration
{
    /// <summary>Where the framework does not say.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The duration meant by a number of seconds: missing or negative is the default, too long is the longest.</summary>
    public static TimeSpan FromSeconds(double? seconds) => seconds switch
    {
        null or double.NaN or < 0 => Default,
        > 365.0 * 24 * 3600 => Longest,
        _ => TimeSpan.FromSeconds(seconds.Value),
    };
}
