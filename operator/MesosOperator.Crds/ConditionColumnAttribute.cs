using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds;

/// <summary>A column with the status of a condition.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ConditionColumnAttribute(string condition)
    : ColumnAttribute(condition, $".status.conditions[?(@.type==\"{condition}\")].status");
