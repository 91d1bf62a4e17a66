namespace MesosOperator.Crds;

/// <summary>
/// What holds back the deletion of an object until the world has followed. Each is <c>mesosoperator.io/&lt;purpose&gt;</c>;
/// see <see cref="Annotations.Abandon"/> for the way out. The only place with these strings.
/// </summary>
public static class Finalizers
{
    /// <summary>Framework: until its tasks are killed and it is removed.</summary>
    public const string TearDown = $"{ApiGroup.Name}/tear-down";

    /// <summary>Task: until it is killed.</summary>
    public const string Kill = $"{ApiGroup.Name}/kill";

    /// <summary>Pod in a member cluster: until its framework knows how its tasks ended.</summary>
    public const string Report = $"{ApiGroup.Name}/report";

    /// <summary>Cluster: until nothing of ours is left in it.</summary>
    public const string Leave = $"{ApiGroup.Name}/leave";

    /// <summary>NodePool: until its machines are gone.</summary>
    public const string Empty = $"{ApiGroup.Name}/empty";

    /// <summary>Machine: until the cloud has ended it.</summary>
    public const string Terminate = $"{ApiGroup.Name}/terminate";
}
