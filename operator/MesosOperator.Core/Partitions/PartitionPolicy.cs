using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Partitions;

/// <summary>What becomes of tasks when their agent cannot be reached.</summary>
/// <param name="Action">What is done.</param>
/// <param name="After">How long after the agent's link was lost; zero where nothing is done.</param>
public sealed record PartitionPolicy(PartitionAction Action, TimeSpan After)
{
    /// <summary>The label of a task or a framework that says what is done: <c>Keep</c>, <c>Replace</c> or <c>Kill</c>.</summary>
    public const string ActionLabel = "mesosoperator.io/on-disconnect";

    /// <summary>The label that says after how many seconds.</summary>
    public const string AfterLabel = "mesosoperator.io/on-disconnect-after";

    /// <summary>Nothing is done.</summary>
    public static readonly PartitionPolicy Keep = new(PartitionAction.Keep, TimeSpan.Zero);

    private const int SecondsMax = 365 * 24 * 60 * 60;

    /// <summary>What labels say; null where they say nothing of it, with a problem where they make no sense.</summary>
    public static (PartitionPolicy? Policy, string? Problem) Read(ImmutableArray<Label> labels)
    {
        var (action, after) = (Find(labels, ActionLabel), Find(labels, AfterLabel));
        if (action is null)
            return (null, after is null ? null : $"The label {AfterLabel} goes with {ActionLabel}");
        if (!Enum.TryParse<PartitionAction>(action, out var known) || known.ToString() != action)
            return (null, $"The label {ActionLabel} is '{action}' and not Keep, Replace or Kill");
        if (known == PartitionAction.Keep)
            return after is null ? (Keep, null) : (null, $"The label {AfterLabel} does not go with Keep");
        return int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= SecondsMax
            ? (new(known, TimeSpan.FromSeconds(seconds)), null)
            : (null, $"{ActionLabel}={action} needs the label {AfterLabel} with a number of seconds up to {SecondsMax}");
    }

    private static string? Find(ImmutableArray<Label> labels, string key) => labels.FirstOrDefault(label => label.Key == key) is { } label ? label.Value ?? "" : null;
}
