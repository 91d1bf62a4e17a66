using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds;

/// <summary>A wide column that says why the object is ready or not.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MessageColumnAttribute : ColumnAttribute
{
    public MessageColumnAttribute()
        : base("Message", $".status.conditions[?(@.type==\"{Conditions.Ready}\")].message") => IsWide = true;
}
