namespace MesosOperator.Crds.Expressions;

internal enum TokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    End,
}
