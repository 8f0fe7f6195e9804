using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>The code that is being read: a body, or a method it calls, with what the call passes.</summary>
internal sealed class Frame
{
    private readonly Dictionary<ISymbol, IOperation>? _arguments;

    /// <summary>The body itself.</summary>
    public Frame(ParallelBody body, BodyFacts facts)
    {
        Body = body;
        Facts = facts;
        Scope = body.Scope;
    }

    /// <summary>A method that the body calls.</summary>
    public Frame(Frame caller, BodyFacts facts, SyntaxNode scope, Dictionary<ISymbol, IOperation> arguments, IOperation? receiver, bool isStatic)
    {
        Body = caller.Body;
        Facts = facts;
        Scope = scope;
        Caller = caller;
        _arguments = arguments;
        Receiver = receiver;
        IsStatic = isStatic;
    }

    public ParallelBody Body { get; }

    public BodyFacts Facts { get; }

    public SyntaxNode Scope { get; }

    public Frame? Caller { get; }

    /// <summary>The frame of the body itself, where what the call is passed can be read.</summary>
    public Frame OfBody => Caller?.OfBody ?? this;

    /// <summary>The object whose method it is; null in the body itself, and in a local function, whose object is that of its surroundings.</summary>
    public IOperation? Receiver { get; }

    public bool IsStatic { get; }

    /// <summary>What a setter is handed, which no argument says.</summary>
    public void Bind(ISymbol parameter, IOperation argument)
    {
        if (_arguments is not null)
        {
            _arguments[parameter] = argument;
        }
    }

    public IOperation? ArgumentOf(ISymbol parameter) => _arguments is not null && _arguments.TryGetValue(parameter, out IOperation? argument) ? argument : null;

    /// <summary>The frame in whose code the symbol is declared; null if that is outside of the body.</summary>
    public Frame? Declaring(ISymbol symbol)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Caller)
        {
            foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
            {
                if (reference.SyntaxTree == frame.Scope.SyntaxTree && frame.Scope.Span.Contains(reference.Span))
                {
                    return frame;
                }
            }
        }

        return null;
    }
}
