namespace MesosOperator.Crds.Schema;

/// <summary>What <c>kubectl scale</c> writes and reads.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ScaleAttribute(string wanted, string present) : Attribute
{
    public string Wanted => wanted;

    public string Present => present;
}
