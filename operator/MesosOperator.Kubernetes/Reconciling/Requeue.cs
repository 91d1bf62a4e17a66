using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Reconciling;

/// <summary>What a reconciliation says is to become of its key.</summary>
internal readonly record struct Requeue(RequeueKind Kind, TimeSpan Wait, string Problem)
{
    /// <summary>Nothing more until the object changes.</summary>
    public static Requeue Never { get; } = new(RequeueKind.Never, TimeSpan.Zero, "");

    /// <summary>At once again.</summary>
    public static Requeue Now { get; } = new(RequeueKind.Now, TimeSpan.Zero, "");

    public bool IsFailure => Kind >= RequeueKind.Permanent;

    /// <summary>Again after a while.</summary>
    public static Requeue After(TimeSpan wait) => new(RequeueKind.After, wait, "");

    /// <summary>A failure that a repetition will not change.</summary>
    public static Requeue Permanent(string problem) => new(RequeueKind.Permanent, TimeSpan.Zero, problem);

    /// <summary>A failure that may pass.</summary>
    public static Requeue Transient(string problem) => new(RequeueKind.Transient, TimeSpan.Zero, problem);

    /// <summary>What a failure at the API server means for the key. What the caller may not do yet, it may be allowed later.</summary>
    public static Requeue From(ApiServerException failure) => failure.Failure switch
    {
        ApiFailure.Throttled => new(RequeueKind.Throttled, failure.RetryAfter ?? TimeSpan.Zero, failure.Message),
        ApiFailure.Conflict or ApiFailure.AlreadyExists => new(RequeueKind.Conflict, TimeSpan.Zero, failure.Message),
        ApiFailure.Invalid or ApiFailure.Rejected => Permanent(failure.Message),
        _ => new(RequeueKind.Transient, failure.RetryAfter ?? TimeSpan.Zero, failure.Message),
    };

    /// <summary>
    /// One answer for two steps on a key: what matters more, a failure before all else; of two waits after success the
    /// shorter, of two after failure the longer.
    /// </summary>
    public static Requeue Sooner(Requeue one, Requeue other)
    {
        if (one.Kind != other.Kind)
            return one.Kind > other.Kind ? one : other;
        return one.IsFailure == one.Wait >= other.Wait ? one : other;
    }
}
