namespace MesosOperator.Crds.Schema;

/// <summary>A kind of text, such as a role's name.</summary>
internal interface ITextFormat
{
    /// <summary>See <see cref="TextRule.Pattern"/>.</summary>
    static abstract string Pattern { get; }

    /// <summary>See <see cref="TextRule.MaxLength"/>.</summary>
    static abstract int MaxLength { get; }

    /// <summary>See <see cref="TextRule.Problem"/>.</summary>
    static abstract string? Problem(string text);
}
