using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Kinds;

/// <summary>What every object says of itself.</summary>
internal static class ObjectMetadata
{
    private static readonly SchemaNode Owner = Shapes.Fields(
        ("apiVersion", Shapes.Text), ("blockOwnerDeletion", Shapes.TrueOrFalse), ("controller", Shapes.TrueOrFalse), ("kind", Shapes.Text),
        ("name", Shapes.Text), ("uid", Shapes.Text)) with
    {
        RequiredFields = ["apiVersion", "kind", "name", "uid"],
    };

    public static SchemaNode Schema { get; } = Shapes.Fields(
        ("annotations", Shapes.Texts),
        ("creationTimestamp", Shapes.Time),
        ("deletionGracePeriodSeconds", Shapes.Number),
        ("deletionTimestamp", Shapes.Time),
        ("finalizers", Shapes.ListOf(Shapes.Text, ListIdentity.Set)),
        ("generateName", Shapes.Text),
        ("generation", Shapes.Number),
        ("labels", Shapes.Texts),
        ("managedFields", Shapes.ListOf(Shapes.Open, ListIdentity.Atomic)),
        ("name", Shapes.Text),
        ("namespace", Shapes.Text),
        ("ownerReferences", Shapes.ListOf(Owner, ListIdentity.By("uid"))),
        ("resourceVersion", Shapes.Text),
        ("selfLink", Shapes.Text),
        ("uid", Shapes.Text));
}
