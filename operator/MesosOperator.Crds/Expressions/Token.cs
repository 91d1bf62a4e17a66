namespace MesosOperator.Crds.Expressions;

/// <summary>One word of an expression and where it begins.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);
