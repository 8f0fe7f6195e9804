
let isRight =
    primes = 1229
    && first = System.Nullable 23
    && total = 332833500L
    && fibonacci 20 = 6765L
    && count = 100

printfn "SMOKE F#: %s" (if isRight then "right" else "WRONG")
exit (if isRight then 0 else 1)
