namespace MesosOperator.TestKit.Kubernetes;

/// <summary>Something that goes wrong with the next requests of a kind.</summary>
public sealed record FakeFault(Func<FakeRequest, bool> Matches)
{
    /// <summary>To how many requests it happens.</summary>
    public int Times { get; set; } = 1;

    /// <summary>The status that is answered instead; 0: the connection breaks before an answer.</summary>
    public int? Status { get; init; }

    /// <summary>What the answer's header says about coming back.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long nothing happens first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The request is carried out though its answer is bad.</summary>
    public bool AfterTheFact { get; init; }
}
