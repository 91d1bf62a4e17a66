using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>The plans of all message types, each worked out once, on first use.</summary>
internal sealed class MessagePlans
{
    private readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> _plans = new();
    private readonly Func<FieldDescriptor, MessagePlans, FieldPlan> _create;

    private MessagePlans(Func<FieldDescriptor, MessagePlans, FieldPlan> create) => _create = create;

    /// <summary>Those that this program uses. One that was compiled ahead of time cannot close types over its messages.</summary>
    public static MessagePlans Default { get; } = Choose();

    public MessagePlan For(MessageDescriptor descriptor) =>
        _plans.GetOrAdd(descriptor, static (d, plans) => new MessagePlan(d, field => plans._create(field, plans)), this);

    /// <summary>Types closed over message and value, so that no value is ever boxed.</summary>
    [RequiresDynamicCode("Closes types over those of messages.")]
    internal static MessagePlans Closed() => new(ClosedFieldPlans.Create);

    /// <summary>One type for all fields, which hands values about in boxes; the same JSON to the last byte.</summary>
    internal static MessagePlans Boxed() => new(BoxedFieldPlan.Create);

    private static MessagePlans Choose() => RuntimeFeature.IsDynamicCodeSupported ? Closed() : Boxed();
}
