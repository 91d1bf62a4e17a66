namespace MesosOperator.Crds.Schema;

/// <summary>What a value may be.</summary>
public enum SchemaType
{
    /// <summary>Fields by name.</summary>
    Object,

    /// <summary>Values of one kind by free names.</summary>
    Map,

    /// <summary>Values of one kind in order.</summary>
    Array,

    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number, or a text that says more, such as a quantity.</summary>
    IntegerOrString,
}
