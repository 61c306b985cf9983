// The module that tells whether JSR can be reached: small, without imports.
import "@std/async/delay";
