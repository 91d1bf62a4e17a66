using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;
using static MesosOperator.Embedded.Kinds.Shapes;

namespace MesosOperator.Embedded.Kinds;

/// <summary>The kinds of Kubernetes itself that the operator and kubectl need beside ours.</summary>
internal static class CoreKinds
{
    private static readonly PrinterColumn Age = new("Age", ".metadata.creationTimestamp") { Type = "date" };

    public static ServedKind Namespace { get; } = new(
        "", "v1", "Namespace", "namespaces",
        Fields(
            ("spec", Fields(("finalizers", ListOf(Text, ListIdentity.Atomic)))),
            ("status", Fields(("phase", Text), ("conditions", ListOf(Open, ListIdentity.By("type")))))))
    {
        IsNamespaced = false,
        ShortNames = ["ns"],
        Columns = [new("Status", ".status.phase"), Age],
        SelectableFields = [".status.phase"],
    };

    public static ServedKind Event { get; } = new("", "v1", "Event", "events", EventSchema(
        ("involvedObject", Open), ("message", Text), ("source", Open), ("firstTimestamp", Time), ("lastTimestamp", Time),
        ("count", Number), ("reportingComponent", Text)))
    {
        ShortNames = ["ev"],
        NamePriority = 1,
        Columns = EventColumns("involvedObject", "message", "lastTimestamp"),
        SelectableFields =
        [
            ".involvedObject.kind", ".involvedObject.namespace", ".involvedObject.name", ".involvedObject.uid",
            ".involvedObject.apiVersion", ".reason", ".type", ".reportingComponent",
        ],
    };

    public static ImmutableArray<ServedKind> All { get; } =
    [
        Namespace,
        Event,
        new("", "v1", "ConfigMap", "configmaps", Fields(("data", Texts), ("binaryData", Texts), ("immutable", TrueOrFalse)))
        {
            ShortNames = ["cm"],
            Columns = [new("Data", ".data .binaryData") { Type = "count" }, Age],
        },
        new("", "v1", "Secret", "secrets", Fields(
            ("data", Texts), ("stringData", Texts), ("immutable", TrueOrFalse), ("type", Text with { Default = JsonValue.Create("Opaque") })))
        {
            Columns = [new("Type", ".type"), new("Data", ".data") { Type = "count" }, Age],
            SelectableFields = [".type"],
        },
        new("coordination.k8s.io", "v1", "Lease", "leases", Fields(("spec", Fields(
            ("holderIdentity", Text), ("leaseDurationSeconds", Number), ("acquireTime", Time), ("renewTime", Time),
            ("leaseTransitions", Number), ("strategy", Text), ("preferredHolder", Text)))))
        {
            Columns = [new("Holder", ".spec.holderIdentity"), Age],
        },
        new("events.k8s.io", "v1", "Event", "events", EventSchema(
            ("regarding", Open), ("note", Text), ("deprecatedSource", Open), ("deprecatedFirstTimestamp", Time),
            ("deprecatedLastTimestamp", Time), ("deprecatedCount", Number), ("reportingController", Text)))
        {
            ShortNames = ["ev"],
            NamePriority = 1,
        Columns = EventColumns("regarding", "note", "deprecatedLastTimestamp"),
            SelectableFields = [".regarding.kind", ".regarding.namespace", ".regarding.name", ".regarding.uid", ".reason", ".type", ".reportingController"],
            StoredAs = Event.StoredAs,
            StoredApiVersion = Event.ApiVersion,
            Renames =
            [
                new("regarding", "involvedObject"), new("note", "message"), new("deprecatedSource", "source"),
                new("deprecatedFirstTimestamp", "firstTimestamp"), new("deprecatedLastTimestamp", "lastTimestamp"),
                new("deprecatedCount", "count"), new("reportingController", "reportingComponent"),
            ],
        },
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", Fields(("spec", Open), ("status", Open)))
        {
            IsNamespaced = false,
            IsBuiltIn = true,
            ShortNames = ["crd", "crds"],
            Columns = [new("Created At", ".metadata.creationTimestamp")],
        },
    ];

    private static SchemaNode EventSchema(params ReadOnlySpan<(string Name, SchemaNode Schema)> own) => Fields(
    [
        .. own, ("reason", Text), ("type", Text), ("eventTime", Time), ("series", Open), ("action", Text), ("related", Open),
        ("reportingInstance", Text),
    ]);

    private static ImmutableArray<PrinterColumn> EventColumns(string about, string message, string last) =>
    [
        new("Last Seen", $".series.lastObservedTime .{last} .eventTime .metadata.creationTimestamp") { Type = "date" },
        new("Type", ".type"),
        new("Reason", ".reason"),
        new("Object", $".{about}") { Type = "reference" },
        new("Message", $".{message}"),
    ];
}
